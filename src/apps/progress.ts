/** A bar on a terminal, once the work takes longer than a second; nothing where the output goes to a file. */
export function bar(label: string): { show: (done: number, all: number) => void; clear: () => void } {
  const began = performance.now();
  let shown = -1;
  return {
    show: (done, all) => {
      if (!process.stderr.isTTY || all === 0 || performance.now() - began < 1_000) return;
      const filled = Math.round((done / all) * 30);
      const percent = Math.floor((done / all) * 100);
      if (percent === shown) return;
      shown = percent;
      process.stderr.write(`\r${label} [${'#'.repeat(filled)}${'.'.repeat(30 - filled)}] ${percent} %`);
    },
    clear: () => {
      if (shown >= 0) process.stderr.write('\r\u001b[K');
    },
  };
}
