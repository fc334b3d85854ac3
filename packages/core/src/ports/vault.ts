/**
 * Holds the master key of an installation, and never gives it away. What it promises is what `testVault` checks.
 * It may hold others beside it: those that wrapped before, so that what they wrapped still opens, and one that is to wrap next.
 */
export interface Vault {
  /** Encrypts a key so that only this vault can unwrap it, and only for the same `context`. */
  wrap(key: Uint8Array, context: string): Promise<string>
  /** Throws `misconfigured` if it was wrapped by a master key that is not here, for another context, or was altered. */
  unwrap(wrapped: string, context: string): Promise<Uint8Array>
  /** True if it was wrapped by the master key that wraps now. */
  isCurrent(wrapped: string): Promise<boolean>
  /** Signs a statement of this installation. */
  sign(statement: string): Promise<string>
  /** How a statement is signed by each master key that is here: as `sign` does first, then by the others. */
  signatures(statement: string): Promise<readonly string[]>
  /** Hears that nothing is wrapped or signed by any other master key any more. */
  settle(): Promise<void>
}
