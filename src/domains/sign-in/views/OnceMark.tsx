/** In every form that makes a one-time code: sent a second time, by a reload, it makes no second code. */
export function OnceMark({ once }: { readonly once: string }) {
  return <input type="hidden" name="once" value={once} />;
}
