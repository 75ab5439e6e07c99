/** Whom a case can be referred to. */
export const recipients = {
  police: { name: 'Police' },
  ceop: { name: 'CEOP' },
  iwf: { name: 'Internet Watch Foundation (IWF)' },
  internet_provider: { name: 'Internet provider' },
  social_care: { name: 'Children’s social care (MASH)' },
  lado: { name: 'Designated officer (LADO)' },
  prevent: { name: 'Prevent, and Channel' },
  report_remove: { name: 'Report Remove' },
  report_harmful_content: { name: 'Report Harmful Content' },
  ico: { name: 'Information Commissioner (ICO)' },
  dbs: { name: 'Disclosure and Barring Service (DBS)' },
  tra: { name: 'Teaching Regulation Agency (TRA)' },
  internal_hr: { name: 'Inside the school or trust: HR' },
  internal_behaviour: { name: 'Inside the school: behaviour' },
} as const;
export type RecipientId = keyof typeof recipients;
export const recipientIds = Object.keys(recipients) as RecipientId[];
