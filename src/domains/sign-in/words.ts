const browsers: readonly (readonly [RegExp, string])[] = [
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/iPad/, 'an iPad'],
  [/iPhone/, 'an iPhone'],
  [/Android/, 'an Android device'],
  [/CrOS/, 'a Chromebook'],
  [/Windows/, 'a Windows computer'],
  [/Mac OS X/, 'a Mac'],
  [/Linux/, 'a Linux computer'],
];

/** "Chrome on a Windows computer": enough to know one's own devices by. */
export function deviceName(userAgent: string): string {
  const find = (list: typeof browsers) => list.find(([pattern]) => pattern.test(userAgent))?.[1];
  const browser = find(browsers) ?? 'A browser';
  const system = find(systems);
  return system === undefined ? browser : `${browser} on ${system}`;
}

/** Where an address lies, not which it is: a school's network is known by its beginning. */
export function addressHint(address: string): string {
  const parts = address.split('.');
  return parts.length === 4
    ? `${parts.slice(0, 3).join('.')}.…`
    : `${address.split(':').slice(0, 3).join(':')}:…`;
}
