/** What the timeline says was done. */
export const wrongPersonDeeds = { wrong_person: 'Named wrongly: it was somebody else' } as const;
