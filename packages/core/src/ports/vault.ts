/** Holds the master key of an installation, and never gives it away. What it promises is what `testVault` checks. */
export interface Vault {
  /** Encrypts a key so that only this vault can unwrap it, and only for the same `context`. */
  wrap(key: Uint8Array, context: string): Promise<string>
  /** Throws `misconfigured` if it was wrapped by another master key, for another context, or was altered. */
  unwrap(wrapped: string, context: string): Promise<Uint8Array>
  /** Signs a statement of this installation. */
  sign(statement: string): Promise<string>
}
