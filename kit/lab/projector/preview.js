// @ts-check
// The items of a file, each a card.
import { given, openAgain } from './open_again.js';

const store = given(() => sessionStorage);
setInterval(() => openAgain(document.body, store), 1000);
