/** Reads big-endian numbers one after the other, as font files hold them. Past the end it throws a RangeError. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  #step(size: number): number {
    const at = this.#at;
    this.#at += size;
    return at;
  }

  u8 = (): number => this.#view.getUint8(this.#step(1));
  u16 = (): number => this.#view.getUint16(this.#step(2));
  i16 = (): number => this.#view.getInt16(this.#step(2));
  u32 = (): number => this.#view.getUint32(this.#step(4));

  take(size: number): Uint8Array {
    const at = this.#step(size);
    if (this.#at > this.#bytes.length) throw new RangeError('the font ends too early');
    return this.#bytes.subarray(at, at + size);
  }

  skip(size: number): this {
    this.#step(size);
    return this;
  }

  tag(): string {
    return String.fromCharCode(...this.take(4));
  }

  /** WOFF2's UIntBase128: seven bits a byte. */
  base128(): number {
    let value = 0;
    for (let i = 0; i < 5; i++) {
      const byte = this.u8();
      value = value * 128 + (byte & 0x7f);
      if ((byte & 0x80) === 0) return value;
    }
    throw new RangeError('a number in the font is too long');
  }

  /** WOFF2's 255UInt16: small numbers in one byte. */
  short255(): number {
    const code = this.u8();
    if (code === 253) return this.u16();
    if (code === 254) return this.u8() + 506;
    return code === 255 ? this.u8() + 253 : code;
  }
}

/** Writes big-endian numbers one after the other. */
export class ByteWriter {
  #bytes = new Uint8Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  #room(size: number): DataView {
    if (this.#length + size > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + size));
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    const view = new DataView(this.#bytes.buffer, this.#length, size);
    this.#length += size;
    return view;
  }

  u8(value: number): this {
    this.#room(1).setUint8(0, value);
    return this;
  }

  u16(value: number): this {
    this.#room(2).setUint16(0, value);
    return this;
  }

  i16(value: number): this {
    this.#room(2).setInt16(0, value);
    return this;
  }

  u32(value: number): this {
    this.#room(4).setUint32(0, value);
    return this;
  }

  tag(value: string): this {
    for (const letter of value) this.u8(letter.charCodeAt(0));
    return this;
  }

  append(bytes: Uint8Array): this {
    const at = this.#length;
    this.#room(bytes.length);
    this.#bytes.set(bytes, at);
    return this;
  }

  align(size: number): this {
    while (this.#length % size !== 0) this.u8(0);
    return this;
  }

  bytes(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }
}
