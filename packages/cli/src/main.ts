import { version } from './command/program-name.ts'
import { rootHelp } from './program/root-help.ts'

/**
 * Runs the command line of this process and sets its exit code: 0 done, 1 failed, 2 wrong usage or settings, 128 plus the
 * signal number when interrupted. The help and the version load no other module, so they appear at once.
 */
export async function main(argv: readonly string[] = process.argv.slice(2)): Promise<void> {
  const [first] = argv
  if (first === '--help' || first === '-h') process.stdout.write(rootHelp())
  else if (first === '--version' || first === '-V') process.stdout.write(`${version}\n`)
  else {
    const { keepCompiledCode } = await import('./files/keep-compiled-code.ts')
    keepCompiledCode(process.env)
    const [{ runInProcess }, { runProgram }] = await Promise.all([
      import('./program/process.ts'),
      import('./program/run-program.ts'),
    ])
    await runInProcess((context) => runProgram(argv, context))
  }
}
