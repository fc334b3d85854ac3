/** The test runner a suite is handed: vitest's own functions fit, and so do jest's and most others'. */
export interface Runner {
  describe(name: string, define: () => void): void
  it(name: string, test: () => Promise<void> | void, timeoutMs?: number): void
}
