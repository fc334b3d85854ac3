import type { CompanyView, Store } from '../../ports/store.ts'

/** A store with some of its parts exchanged: how tests cut a node off from its data, or hold it up. */
export const altered = (store: Store, parts: Partial<Store>): Store => ({
  transact: (company, work) => store.transact(company, work),
  read: <T>(company: string, work: (view: CompanyView) => Promise<T>) => store.read(company, work),
  instance: store.instance,
  alarms: store.alarms,
  watch: changed => store.watch(changed),
  ready: () => store.ready(),
  close: () => store.close(),
  ...parts,
})
