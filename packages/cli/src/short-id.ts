/** The end of an id: what a person types. */
export const shortId = (id: string): string => id.slice(-6)
