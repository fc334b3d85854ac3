import type * as Hinting from '@paperclip/scheduler-pgboss'

type HintPackage = typeof Hinting

/** The package that lets nodes hint at each other what is due, which is loaded for PostgreSQL alone; null where it is not installed. */
export async function hintPackage(load: () => Promise<HintPackage> = () => import('@paperclip/scheduler-pgboss')): Promise<HintPackage | null> {
  try {
    return await load()
  } catch (error) {
    const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
    if (code !== 'ERR_MODULE_NOT_FOUND') throw error
    return null
  }
}
