import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Orders the files of a test run: those that start whole programs and browsers first. They are the longest and wait for
 * the most, so that the many short ones fill the processors beside them, and no long one is left alone at the end.
 */
export class ProgramsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return [...sorted.filter(startsPrograms), ...sorted.filter((file) => !startsPrograms(file))]
  }
}

/**
 * Stories of whole programs stand in a package's `test`, in `scripts` and in `examples`; beside a single file only those of
 * servers, of programs that are killed, and of memory.
 */
function startsPrograms({ moduleId }: TestSpecification): boolean {
  return /\/packages\/(cli|console|container)\/test\/|\/(?:scripts|examples)\/|\/open-embedded|\/killed-|\/chaos\.|\/power-cut|-soak\./.test(
    moduleId,
  )
}
