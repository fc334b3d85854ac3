import { isPaperclipError } from '@paperclip/core'
import { openSqlite } from '../open-sqlite.ts'

/** Opens a file and prints what came of it: for tests under another user. */
const [file = ''] = process.argv.slice(2)
try {
  await (await openSqlite({ file })).close()
  console.log(JSON.stringify({ code: 'opened' }))
} catch (error) {
  console.log(JSON.stringify(isPaperclipError(error) ? { code: error.code, message: error.message } : { code: 'unexplained', message: String(error) }))
}
