import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { createPaperclip } from '@paperclip/core'
import { openSqlite } from '@paperclip/store-sqlite'
import { alternate } from './alternate.ts'
import { median } from './median.ts'
import { row, type Row, type Size } from './report.ts'
import { served } from './served-process.ts'
import { folder, keepers } from './stage.ts'

/** How long `paperclipai start` takes on a company that is there, from the start of its process until it serves, over what Node itself takes. Needs `npm run build`. */
export async function bench(size: Size): Promise<Row[]> {
  const place = folder()
  const store = await openSqlite({ file: join(place.path, 'paperclip.db'), keepers })
  await createPaperclip({ store }).found({ slug: 'acme' })
  await store.close()
  const took = await alternate({
    async ours() {
      const process = await served(place.path)
      await process.end()
      return process.readyMs
    },
    async floor() {
      const began = performance.now()
      spawnSync(process.execPath, ['-e', '0'])
      return performance.now() - began
    },
  }, size === 'full' ? { pairs: 9, warmup: 2 } : { pairs: 1, warmup: 0 })
  place.remove()
  return [row('ratio', [took.ratio, 'x'], { atMost: 10 }), row('ready', [median(took.ours), 'ms']), row('floor', [median(took.floor), 'ms'])]
}
