import type { Run } from '../../domain/run.ts'
import type { Lease } from '../../ports/store.ts'

/** A run, and the lease under which this node has it. */
export interface Held { lease: Lease; run: Run }
