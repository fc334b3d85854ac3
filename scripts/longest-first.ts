import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Test files that take long, though most of them are short to read: they run a suite, or start processes. */
const LONG = /\/(company[^/]*|[^/]*faults|simulate|open-sqlite|poison|examples|bin|backup|copying|remote|survival\/.*)\.test\.ts$/

/** Begins with what takes long: what begins last keeps the other workers waiting, and a fresh clone does not know yet how long anything took. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files), projects = [...new Set(sorted.map(({ project }) => project))]
    return projects.flatMap(project => {
      const own = sorted.filter(file => file.project === project)
      return [...own.filter(isLong), ...own.filter(file => !isLong(file))]
    })
  }
}

const isLong = ({ moduleId }: TestSpecification): boolean => LONG.test(moduleId)
