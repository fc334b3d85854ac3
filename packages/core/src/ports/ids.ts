/** Makes identifiers, and other things that must not be guessed. */
export interface Ids {
  /** A new id, such as `agt_…`. The prefix is for people's eyes only. */
  next(prefix: string): string
  /** A secret of 32 random bytes in hex. */
  secret(): string
}
