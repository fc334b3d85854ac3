/** A schema that is made when somebody first looks into it. There are hundreds, and what serves needs few of them: made as the server loads, they took a tenth of its start. */
export function lazily<T extends object>(make: () => T): T {
  let made: T | undefined
  const schema = (): T => made ??= make()
  return new Proxy<T>({} as T, {                                             // it stands for the one that is made
    get: (_, name) => Reflect.get(schema(), name),
    has: (_, name) => Reflect.has(schema(), name),
    ownKeys: () => Reflect.ownKeys(schema()),
    getOwnPropertyDescriptor(_, name) {
      const found = Reflect.getOwnPropertyDescriptor(schema(), name)
      return found && { ...found, configurable: true }                       // the proxy stands over an object without fields, which may say this of none that stays
    },
  })
}
