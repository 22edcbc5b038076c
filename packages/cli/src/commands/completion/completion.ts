import type { Command, CommandBody } from '../../command/command.ts'
import { UsageError } from '../../command/usage-error.ts'
import { print } from '../../terminal/print.ts'

const shells = ['bash', 'zsh', 'fish'] as const
type Shell = (typeof shells)[number]

/** Prints the completion script of a shell, made from all commands. */
export function createCompletionCommand(loadCommands: () => Promise<readonly Command[]>): CommandBody {
  return {
    arguments: [{ name: '<shell>', description: 'bash, zsh or fish' }],
    description: `Add this line to the file that your shell reads at its start:
  bash  ~/.bashrc                source <(coupa-connector completion bash)
  zsh   ~/.zshrc after compinit  source <(coupa-connector completion zsh)
  fish  config.fish              coupa-connector completion fish | source`,
    examples: ['source <(coupa-connector completion bash)'],
    run: async (input, { stdout }) => {
      const shell = input.required('shell')
      if (!isShell(shell)) {
        throw new UsageError(`There is no completion for "${shell}".`, {
          suggestion: `It is there for ${shells.join(', ')}.`,
        })
      }
      const [{ completionScript }, commands, { resourceNames }, { routeIds }] = await Promise.all([
        import('./completion-script.ts'),
        loadCommands(),
        import('@coupa-connector/catalog'),
        import('@coupa-connector/protocol'),
      ])
      await print(stdout, completionScript(shell, commands, { resources: resourceNames(), routes: routeIds }))
      return 0
    },
  }
}

function isShell(name: string): name is Shell {
  return (shells as readonly string[]).includes(name)
}
