/** The last bytes of a stream, after a `…` where others came before them: what begins them may have been cut in two. */
export class Tail {
  #bytes: Buffer = Buffer.alloc(0)
  #isCut = false
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  push(chunk: Buffer): void {
    this.#isCut ||= this.#bytes.length + chunk.length > this.#most
    this.#bytes = Buffer.concat([this.#bytes, chunk.subarray(-this.#most)]).subarray(-this.#most)
  }

  get text(): string {
    return `${this.#isCut ? '…' : ''}${this.#bytes.toString('utf8')}`
  }
}
