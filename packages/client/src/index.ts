// oxlint-disable-next-line unicorn/require-module-specifiers -- because there is nothing in it as yet
export {}
