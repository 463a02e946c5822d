import os

os.chroot("/")
print("ESCAPED")
