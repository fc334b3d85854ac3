/** How many values an input may hold: no company, however large, is written with so many. */
export const MOST_VALUES = 100_000

/** True for an input of more values than that, however they lie in one another: counted no further, for looking at each is what costs. */
export function isCrowded(input: unknown): boolean {
  const open: unknown[] = [input]
  let count = 0
  for (let one = open.pop(); one !== undefined || open.length > 0; one = open.pop()) {
    if (!isFolder(one)) continue
    if (Array.isArray(one)) {
      count += one.length
      if (count > MOST_VALUES) return true
      for (const value of one) if (isFolder(value)) open.push(value)
    } else {
      for (const key in one) {
        if (++count > MOST_VALUES) return true
        const value: unknown = Reflect.get(one, key)
        if (isFolder(value)) open.push(value)
      }
    }
  }
  return false
}

/** What values lie in: a list, or an object without a class. Bytes are one value. */
function isFolder(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return true
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
