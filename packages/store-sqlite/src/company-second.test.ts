import { testCompany } from '@paperclip/core/testing'
import { describe, it } from 'vitest'
import { half } from './testing/half.ts'
import { onAFile } from './testing/on-a-file.ts'

testCompany(half({ describe, it }, 'second'), onAFile)
