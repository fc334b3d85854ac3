const LONGEST = 1_000

/** What an agent is told of something it was refused. */
export const formatRefusal = ({ verb, message }: { verb: string; message: string }): string => `"${verb}" was refused: ${message}`.slice(0, LONGEST)
