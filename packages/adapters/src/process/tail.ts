/** The last bytes of a stream. */
export class Tail {
  #bytes: Buffer = Buffer.alloc(0)
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  push(chunk: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes, chunk.subarray(-this.#most)]).subarray(-this.#most)
  }

  get text(): string {
    return this.#bytes.toString('utf8')
  }
}
