#!/usr/bin/env node
import { maskLastWords } from './last-words.ts'
import { main } from './main.ts'
import { processIo } from './process-io.ts'

maskLastWords()
process.exitCode = await main(process.argv.slice(2), processIo())
