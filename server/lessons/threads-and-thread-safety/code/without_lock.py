counter = 0

def work():
    global counter
    for _ in range(100):
        counter += 1
