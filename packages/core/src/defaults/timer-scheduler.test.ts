import { describe, it } from 'vitest'
import { testScheduler } from '../testing/scheduler-suite/index.ts'
import { timerScheduler } from './timer-scheduler.ts'

testScheduler({ describe, it }, { name: 'the timer scheduler', make: timerScheduler })
