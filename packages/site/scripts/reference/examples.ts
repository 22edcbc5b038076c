import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

/** The page of the programs in `examples`, which the tests run. */
export function examplesPage(root: string): string {
  const files = globSync('examples/*.ts', { cwd: root })
    .filter((file) => !file.includes('.test.'))
    .sort()
  const sections = files.map((file) => {
    const text = readFileSync(join(root, file), 'utf8').trimEnd()
    return `## ${basename(file, '.ts')}\n\n\`\`\`ts title="examples/${basename(file)}"\n${text}\n\`\`\`\n\n`
  })
  return `# Examples\n\nWhole programs, which the tests run. In a clone: \`npx node examples/read-invoices.ts\`.\n\n${sections.join('')}`
}
