import assert from 'node:assert/strict'
import { test } from 'node:test'
import { search } from '../../src/catalogue/search.js'

const products = [{ name: 'Paper lantern' }, { name: 'Storm lantern' }]

test('every word must be found', () => assert.deepEqual(search(products, 'paper lantern'), [products[0]]))
test('letters may be large or small', () => assert.equal(search(products, 'LANTERN').length, 2))
