import type { Hand, Letter, Sending } from '@paperclip/core'

/** Sends a letter of a webhook that is in hand, and says what came of it; `ended` is that the server ended before an answer came. Never throws. */
export type Send = (hand: Hand, letter: Letter, signal: AbortSignal) => Promise<Sending | { kind: 'ended' }>
