import { maskOn } from './data/logger-on.ts'
import { EXIT } from './exit-code.ts'

/** What nobody caught ends the process, as Node has it; but what it says stands in logs, so no credential that an error repeats stands in it. */
export function maskLastWords(): void {
  process.on('uncaughtException', error => {
    const said = error instanceof Error ? error.stack ?? error.message : String(error)
    process.stderr.write(maskOn(process)(`paperclip: something went wrong that nobody caught: ${said}\n`))
    process.exit(EXIT.refused)
  })
}
