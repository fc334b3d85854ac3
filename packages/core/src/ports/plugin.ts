import type { Approval } from '../domain/approval.ts'
import type { Incident } from '../domain/incident.ts'
import type { PaperclipEvent } from '../domain/event.ts'
import type { Principal } from '../domain/principal.ts'
import type { Adapter } from './adapter.ts'

/** A pure opinion on an act. The strictest one wins; `undefined` has none. A rule that throws forbids. */
export type PluginRule = (act: { kind: string; input: unknown }, by: Principal) => 'allow' | 'ask' | 'forbid' | undefined

/** Something a human should be told of. */
export type Notice =
  | { kind: 'approval'; companyId: string; approval: Approval }
  | { kind: 'incident'; companyId: string; incident: Incident }

/** Code that extends an installation. Whatever it throws is logged and never felt by a run. */
export interface Plugin {
  name: string
  adapters?: readonly Adapter[]
  rules?: readonly PluginRule[]
  /** Hears every event after its commit. */
  on?: (event: PaperclipEvent) => void | Promise<void>
  /** Carries notices to people. */
  notify?: (notice: Notice) => void | Promise<void>
}

/** Types a plugin where it is written. */
export const definePlugin = (plugin: Plugin): Plugin => plugin
