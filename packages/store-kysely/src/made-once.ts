/** What is made when it is first asked for, once for each key. */
export class MadeOnce<K, V extends object> {
  readonly #made = new Map<K, V>()

  of(key: K, make: () => V): V {
    const known = this.#made.get(key)
    if (known) return known
    const made = make()
    this.#made.set(key, made)
    return made
  }
}
