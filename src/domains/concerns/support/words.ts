/** What the timeline says was done. */
export const supportDeeds = {
  support_plan: 'Support',
  support_check_in: 'Check-in',
  support_end: 'Support ended',
} as const;
