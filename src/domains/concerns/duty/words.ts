/** What the timeline says was done. */
export const dutyDeeds = { duty_done: 'A legal duty was done' } as const;
