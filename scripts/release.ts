// Publishes the packages in their version, with proof of where they were built: `npm run release`, in the workflow release.yml.
// The proof names the repository, which a package has to name as well, so that both come from the workflow.
import { run } from './packed/run.ts'

const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = process.env

if (server === undefined || repository === undefined) {
  process.stderr.write(
    'A release is published by the workflow release.yml, which proves where the packages were built. ' +
      'Merge the pull request that it opens.\n',
  )
  process.exitCode = 2
} else {
  const url = `git+${server}/${repository}.git`
  await run('npm', ['pkg', 'set', '--workspaces', 'repository.type=git', `repository.url=${url}`])
  process.stdout.write(await run('npx', ['changeset', 'publish']))
}
