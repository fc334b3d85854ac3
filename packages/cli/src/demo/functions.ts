import type { AgentFunction } from '@paperclip/adapters/function'
import { analyst } from './analyst.ts'
import { ceo } from './ceo.ts'
import { copywriter } from './copywriter.ts'
import { cto } from './cto.ts'

/** The agents of the demo that are functions of this program. */
export const DEMO_FUNCTIONS: Readonly<Record<string, AgentFunction>> = { ceo, cto, analyst, copywriter }
