/** Reads what a page says, for who cannot read it yet. The text is always there; without a voice there is no button. */
export function startReadAloud() {
  const voice = window.speechSynthesis;
  if (voice === undefined) return;
  for (const button of document.querySelectorAll('button[data-read-aloud]')) {
    button.hidden = false;
    button.addEventListener('click', () => {
      const isSpeaking = voice.speaking;
      voice.cancel();
      if (isSpeaking) return;
      const words = [...document.querySelectorAll('[data-read]')].map((part) => part.innerText).join('. ');
      const speech = new SpeechSynthesisUtterance(words);
      speech.lang = 'en-GB';
      speech.rate = 0.9;
      voice.speak(speech);
    });
  }
  // Nobody is to hear the last page on the next one.
  window.addEventListener('pagehide', () => voice.cancel());
}
