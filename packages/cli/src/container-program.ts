// The program of a container in one file, which hubs serve: `node coupa-connector-container.mjs enroll --hub …`, then `run`.
// It is bundled by scripts/bundle/container-program.ts and never started from here.
import { runAsContainerProgram } from './program/run-as-container-program.ts'

await runAsContainerProgram(process.argv.slice(2))
