"""Changes the root folder.  gate: reject"""

import os

os.chroot("/")
print("ESCAPED")
