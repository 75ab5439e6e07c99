/** `m.osei` for Miriam Osei: a beginning that the office can change. */
export function proposedUserName(givenName: string, familyName: string): string {
  const plain = (text: string) =>
    text
      .normalize('NFD')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]/g, '');
  const family = plain(familyName) || 'name';
  return `${plain(givenName).slice(0, 1) || 'x'}.${family}`.slice(0, 64);
}
