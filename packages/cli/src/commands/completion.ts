import type { Command } from '../command.ts'
import { print } from '../terminal/print.ts'
import { UsageError } from '../usage-error.ts'

const shells = ['bash', 'zsh', 'fish'] as const
type Shell = (typeof shells)[number]

/** Prints the completion script of a shell, made from the table of commands. */
export const completionCommand: Command = {
  name: 'completion',
  summary: 'print the completion script for a shell',
  arguments: [{ name: '<shell>', description: 'bash, zsh or fish' }],
  description:
    'bash: add   source <(coupa-connector completion bash)   to ~/.bashrc\n' +
    'zsh:  add   source <(coupa-connector completion zsh)    to ~/.zshrc, after compinit\n' +
    'fish: coupa-connector completion fish > ~/.config/fish/completions/coupa-connector.fish',
  examples: ['source <(coupa-connector completion bash)'],
  run: async (input, { stdout }) => {
    const shell = input.required('shell')
    if (!isShell(shell)) {
      throw new UsageError(`There is no completion for "${shell}".`, {
        suggestion: `It is there for ${shells.join(', ')}.`,
      })
    }
    const [{ completionScript }, { commands }, { resourceNames }] = await Promise.all([
      import('../terminal/completion-script.ts'),
      import('./index.ts'),
      import('@coupa-connector/catalog'),
    ])
    await print(stdout, completionScript(shell, commands, resourceNames()))
    return 0
  },
}

function isShell(name: string): name is Shell {
  return (shells as readonly string[]).includes(name)
}
