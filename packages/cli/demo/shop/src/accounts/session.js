const DAY = 86_400_000

export const isAlive = (session, now) => now - session.startedAt < 30 * DAY

// TODO: end all sessions of a user whose password changes
export const endSession = session => ({ ...session, startedAt: 0 })
