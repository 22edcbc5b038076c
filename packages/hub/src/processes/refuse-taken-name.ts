import { HubProblem } from '../basics/problem.ts'

/** Runs a change. Throws `NAME_TAKEN` when the database refuses the name because another one of the account has it. */
export async function refuseTakenName<Result>(
  kind: 'environment' | 'destination',
  name: string,
  change: () => Promise<Result>,
): Promise<Result> {
  try {
    return await change()
  } catch (error) {
    const { code, constraint } = error as { readonly code?: unknown; readonly constraint?: unknown }
    if (code !== '23505' || constraint !== `${kind}_name`) throw error
    throw new HubProblem('NAME_TAKEN', {
      detail: `There is ${kind === 'environment' ? 'an' : 'a'} ${kind} named ${name} already; capitals make no difference.`,
      suggestion: 'Choose another name.',
      fields: [{ field: 'body.name', message: 'The name is taken.', given: name }],
    })
  }
}
