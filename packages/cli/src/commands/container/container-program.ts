import type { Context } from '../../command/context.ts'

/** How people start the commands of a container here: this program, or the one file that a hub serves. */
export function containerProgram({ containerProgram: given }: Pick<Context, 'containerProgram'>): string {
  return given ?? 'coupa-connector container'
}
