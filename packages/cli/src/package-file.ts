/** The address of a file of this package. Sources and what is built from them both lie one folder deep. */
export const packageFile = (path: string): URL => new URL(`../${path}`, import.meta.url)
