import { Type } from 'typebox'
import { inputOf } from '../wire/act-input.ts'
import { CALLED_BACK, outcomeIn } from '../wire/called-back.ts'
import { forCallbacks, type Route } from './route.ts'

const MOST_BYTES = 5_000_000
const ENDED = Type.Object({ id: Type.String(), status: Type.String() })

/** How a run that goes on elsewhere is ended from there. */
export const callbackRoutes: readonly Route[] = [
  forCallbacks({
    method: 'POST', path: '/runs/finish', tag: 'Runs', repeated: 'Idempotency-Key', summary: 'Ends a deferred run, once, by the callback it was handed',
    description: 'The callback is the bearer. Nothing else is needed, and it is good for this one run. An outcome `deferred` says that it goes on. With an `Idempotency-Key`, saying the same twice is saying it once.',
    body: inputOf('run.finish', CALLED_BACK), replies: { 200: ENDED }, bodyLimit: MOST_BYTES,
    handle: ({ context, callback, body, once }) => context.paperclip.runs.finish(callback, outcomeIn(body), once),
  }),
]
