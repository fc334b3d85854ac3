import type { AuditRecord } from './audit.ts'
import type { LogEntry } from './run.ts'

/** What is heard after a commit: every audit record in order, and pulses in between that may be lost. */
export type PaperclipEvent =
  | { kind: 'record'; companyId: string; record: AuditRecord }
  | { kind: 'log'; companyId: string; runId: string; agentId: string; entry: LogEntry }
  | { kind: 'spend'; companyId: string; runId: string; agentId: string; spentMicros: number; capMicros: number }
