#!/usr/bin/env node
// Plain JavaScript that any Node can read, so that an old one gets a sentence instead of a stack trace.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(
    `coupa-connector needs Node.js 22.19 or newer, and this is ${process.versions.node}. ` +
      'In a checkout, "npm install" brings the right one and "npx coupa-connector" uses it; elsewhere install Node.js 24.\n',
  )
  process.exitCode = 2
} else {
  import('../dist/main.js').then(({ main }) => main())
}
