import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // For machines that are slow and busy: nothing but a page that hangs takes so long.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // A browser drops what it loads when an interface of its machine comes or goes, as those of containers do: tests/site/visit.ts says when.
    retry: { count: 5, condition: /ERR_NETWORK_CHANGED/ },
    expect: { poll: { timeout: 60_000 } },
    passWithNoTests: false,
    // Tests of the site wait for their browser most of the time.
    maxWorkers: '100%',
  },
})
