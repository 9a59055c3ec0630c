// Tones and clips. The first tap starts them, as browsers ask; a cut is at once. Nothing waits for a sound.

class Sound {
  constructor(clips, tones) {
    this.encoded = clips;
    this.tones = tones;
    this.ready = new Map();
    this.playing = new Set();
    this.muted = false;
    this.voice = true;
    this.turn = 0;
  }
  // In the handler of a tap.
  unlock() {
    if (this.context) return void this.context.resume().catch(() => {});
    try {
      const Context = window.AudioContext || window.webkitAudioContext;
      this.context = new Context();
      this.context.resume().catch(() => {});
      for (const name of Object.keys(this.tones)) this.load("tone " + name, this.tones[name]);
    } catch { this.context = null; }
  }
  prepare(texts) {
    if (!this.context) return;
    for (const text of texts) if (this.encoded[text]) this.load(text, this.encoded[text]);
  }
  load(name, encoded) {
    if (this.ready.has(name)) return;
    this.ready.set(name, null);
    const bytes = Uint8Array.from(atob(encoded), (char) => char.charCodeAt(0));
    this.context.decodeAudioData(bytes.buffer, (buffer) => this.ready.set(name, buffer), () => this.ready.delete(name));
  }
  has(text) { return !!this.encoded[text]; }
  speaks() { return this.voice && !this.muted && !!this.context; }
  cut() {
    this.turn++;
    for (const source of this.playing) try { source.stop(); } catch { /* it was over */ }
    this.playing.clear();
  }
  // A tone and then some texts, one after the other; `cut` first where they begin something new.
  give(tone, texts = [], {cut = true} = {}) {
    if (cut) this.cut();
    if (!this.context || this.muted) return;
    let at = this.context.currentTime + 0.02;
    if (tone) at = this.start(this.ready.get("tone " + tone), at);
    if (this.voice) for (const text of texts) at = this.start(this.ready.get(text), at + 0.1);
  }
  start(buffer, at) {
    if (!buffer) return at;
    const source = this.context.createBufferSource();
    source.buffer = buffer;
    source.connect(this.context.destination);
    source.onended = () => this.playing.delete(source);
    source.start(at);
    this.playing.add(source);
    return at + buffer.duration;
  }
}
